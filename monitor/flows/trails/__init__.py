"""A miner's outflow to unlabelled scripts, followed forward by outpoint until it is known where it went. Pure."""
