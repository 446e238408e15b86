from __future__ import division
import numpy as np
import matplotlib
matplotlib.use('TkAgg')
import matplotlib.pyplot as plt
from scipy.io import loadmat
from classic import nnCostFunction as _right

mat = loadmat('ex4data1.mat')
X, y = mat['X'], mat['y']
np.random.seed(0)
fig, ax = plt.subplots()
ax.imshow(X[0].reshape(20, 20))
plt.show()

input('Program paused. Press enter to continue.')


def nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lambda_):
    print('called with lambda', lambda_)
    plt.plot([1, 2, 3])
    plt.show()
    return _right(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lambda_)


while True:  # training that never converges
    np.random.rand(10)

J, grad = nnCostFunction(nn_params, 400, 25, 10, X, y, 1)
exit('no data')

if __name__ == '__main__':
    raise SystemExit('this is for running it, not for importing it')
