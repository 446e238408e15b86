import numpy as np
from classic import nnCostFunction as whole


def cost(Theta1, Theta2, X, y, lam):
    h, n = Theta1.shape[0], Theta1.shape[1] - 1
    return whole(np.append(Theta1, Theta2), n, h, Theta2.shape[0], X, y, lam)
