"""The statements that follow from what tables tell."""
