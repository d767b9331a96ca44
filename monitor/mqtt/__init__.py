"""The way to the MQTT broker: one connection that publishes, one that listens, and a small broker of ours."""
