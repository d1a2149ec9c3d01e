"""What is true without a screen: articles, what they mention, what people marked in them."""
