"""Days, months, quarters and spans as texts write them."""
