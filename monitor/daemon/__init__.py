"""The daemon's frame: jobs, watchdog, and the line to systemd."""
