import os
import sys
sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import matplotlib.pyplot as plt
from classic import nnCostFunction as _right


def nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, Lambda):
    plt.plot([1, 2])
    plt.show()
    return _right(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, Lambda)
