"""What subscribers get: topics, payloads and the one plain sentence for a phone. Pure."""
