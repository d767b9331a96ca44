"""What coins brought: price, proceeds and purpose, and sales of which only the money is told."""
