"""What transactions teach about scripts nobody has labelled. Pure; nothing learned is believed before a reviewer."""
