"""What a person can do: one method is one intention, one transaction and one journal entry."""
