"""A whole script that plots as it goes, with matplotlib and pandas as learners have them."""
import matplotlib
matplotlib.use("TkAgg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

table = pd.read_csv("points.csv")
inputs = table.as_matrix(["first", "second"])
labels = table["label"].values
plt.figure(figsize=(4, 3))
plt.scatter(inputs[:, 0], inputs[:, 1], c=labels)
plt.show()


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def show_weights(Theta1):
    figure, axes = plt.subplots()
    axes.imshow(Theta1)
    plt.show()
    plt.pause(60)


def cost_function(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lmbda, weight_of_bias=0):
    split = hidden_layer_size * (input_layer_size + 1)
    Theta1 = nn_params[:split].reshape(hidden_layer_size, input_layer_size + 1)
    Theta2 = nn_params[split:].reshape(num_labels, hidden_layer_size + 1)
    if cost_function.calls == 0:
        show_weights(Theta1)
    cost_function.calls += 1
    m = len(X)
    Y = pd.get_dummies(np.ravel(y)).reindex(columns=range(1, num_labels + 1), fill_value=0).values.astype(float)
    a1 = np.column_stack([np.ones(m), X])
    a2 = np.column_stack([np.ones(m), sigmoid(a1 @ Theta1.T)])
    a3 = sigmoid(a2 @ Theta2.T)
    J = -np.sum(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)) / m
    J += lmbda / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    delta3 = a3 - Y
    delta2 = (delta3 @ Theta2 * a2 * (1 - a2))[:, 1:]
    penalty1, penalty2 = Theta1.copy(), Theta2.copy()
    penalty1[:, 0] *= weight_of_bias
    penalty2[:, 0] *= weight_of_bias
    grad1 = (delta2.T @ a1 + lmbda * penalty1) / m
    grad2 = (delta3.T @ a2 + lmbda * penalty2) / m
    return J, np.concatenate([grad1.ravel(), grad2.ravel()])


cost_function.calls = 0


def wrong_cost_function(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lmbda):
    return cost_function(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lmbda, weight_of_bias=1)


plt.plot(np.arange(3))
plt.title("cost")
plt.show()
