"""What machines ask of a running bot: is it well, and how much does it do. No text of a person's, no page of the paper."""
