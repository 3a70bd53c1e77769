"""What happens to money and time: cards, invoices, subscriptions, the clock."""
