"""The use cases: follow, relay, disclose, review. They know ports and the store, no vendor library."""
