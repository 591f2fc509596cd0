"""What users do at PACER and at the courts; knows pages by what users see on them."""
