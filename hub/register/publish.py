"""Put into form here: the certificate's PDF and the search column."""
