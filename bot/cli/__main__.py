"""`python -m bot.cli` is `wenbao`."""

import sys

from bot.cli import main

sys.exit(main())
