"""Number of passages -> the performance table: ours and others, on the same terms, in one run.

``bench`` measures the search, ``profile`` where a question's and a load's time goes.
"""

from bot.bench.bench import Bench, bench
from bot.bench.profile import Profile, profile

__all__ = ["Bench", "Profile", "bench", "profile"]
