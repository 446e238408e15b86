import numpy as np

theta = np.zeros(3)


def predict(Theta1, Theta2, X):
    return X
