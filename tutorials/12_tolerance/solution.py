# Exercise 12, solved: when do two numbers agree?


def agrees(analytic, numeric, error, tolerance):
    distance = abs(analytic - numeric)
    size = max(abs(analytic), abs(numeric))
    return distance <= tolerance * size + error
