"""What is stated: a sale, none, holdings, production, pledges, purchases and intents."""
