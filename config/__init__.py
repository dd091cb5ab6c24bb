"""Settings and the data that admins edit."""
