"""Block explorers: untrusted HTTP answers, bounded, checked in shape and turned into what the ports speak."""
