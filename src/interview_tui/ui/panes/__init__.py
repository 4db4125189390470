"""The three panes. Each draws rows; what a key does is the dashboard's to say."""
