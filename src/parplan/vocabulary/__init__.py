"""Knowledge of Vietnamese text: the alphabet of enumerators, folding, and the words for times."""
