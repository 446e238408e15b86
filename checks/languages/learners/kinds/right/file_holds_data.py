import numpy as np

m, n_features, n_hidden, n_labels = 25, 4, 5, 3
rng = np.random.RandomState(1)
X = rng.rand(m, n_features)
y = 1 + np.arange(m) % n_labels
Theta1 = rng.uniform(-1, 1, (n_hidden, n_features + 1))
Theta2 = rng.uniform(-1, 1, (n_labels, n_hidden + 1))
LAMBDA = 0.7

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def nnCost(Theta1, Theta2):
    a1 = np.column_stack([np.ones(m), X])
    a2 = np.column_stack([np.ones(m), sigmoid(a1.dot(Theta1.T))])
    h = sigmoid(a2.dot(Theta2.T))
    Y = (y[:, None] == np.arange(1, n_labels + 1)) * 1.0
    J = (-Y * np.log(h) - (1 - Y) * np.log(1 - h)).sum() / m
    J += LAMBDA / (2 * m) * ((Theta1[:, 1:] ** 2).sum() + (Theta2[:, 1:] ** 2).sum())
    d3 = h - Y
    d2 = (d3.dot(Theta2) * a2 * (1 - a2))[:, 1:]
    grad1 = d2.T.dot(a1) / m
    grad2 = d3.T.dot(a2) / m
    grad1[:, 1:] += LAMBDA / m * Theta1[:, 1:]
    grad2[:, 1:] += LAMBDA / m * Theta2[:, 1:]
    return J, grad1, grad2

J, g1, g2 = nnCost(Theta1, Theta2)
print("cost", J)
