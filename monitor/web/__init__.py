"""What every part that speaks HTTP needs: bodies read within a bound, waits as the other side asks for them."""
