"""What each verb does, with plain values: nothing here knows how they were typed."""
