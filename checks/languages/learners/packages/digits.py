"""scikit-learn as its older books have it: names that it has no more, and the digits that it brings."""
import numpy as np
from sklearn.cross_validation import train_test_split
from sklearn.datasets import load_digits
from sklearn.preprocessing import OneHotEncoder

digits = load_digits()
X_train, X_test, y_train, y_test = train_test_split(digits.data / 16.0, digits.target, test_size=0.25, random_state=1)
encoder = OneHotEncoder(sparse=False)
y_onehot = encoder.fit_transform(y_train.reshape(-1, 1))
assert y_onehot.shape[1] == 10


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def backprop(params, input_size, hidden_size, num_labels, X, y, learning_rate):
    Theta1 = params[:hidden_size * (input_size + 1)].reshape(hidden_size, input_size + 1)
    Theta2 = params[hidden_size * (input_size + 1):].reshape(num_labels, hidden_size + 1)
    m = X.shape[0]
    Y = OneHotEncoder(categories=[np.arange(1, num_labels + 1)], sparse=False).fit_transform(np.reshape(y, (-1, 1)))
    a1 = np.insert(X, 0, values=np.ones(m), axis=1)
    a2 = np.insert(sigmoid(a1 @ Theta1.T), 0, values=np.ones(m), axis=1)
    h = sigmoid(a2 @ Theta2.T)
    J = -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / m
    J += learning_rate / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    d3 = h - Y
    d2 = (d3 @ Theta2)[:, 1:] * a2[:, 1:] * (1 - a2[:, 1:])
    grad1, grad2 = d2.T @ a1 / m, d3.T @ a2 / m
    grad1[:, 1:] += learning_rate / m * Theta1[:, 1:]
    grad2[:, 1:] += learning_rate / m * Theta2[:, 1:]
    return J, np.concatenate([grad1.ravel(), grad2.ravel()])


def backprop_without_mean(params, input_size, hidden_size, num_labels, X, y, learning_rate):
    J, gradient = backprop(params, input_size, hidden_size, num_labels, X, y, learning_rate)
    return J, len(X) * gradient
