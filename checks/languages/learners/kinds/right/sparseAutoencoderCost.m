function [cost,grad] = sparseAutoencoderCost(theta, visibleSize, hiddenSize, ...
                                             lambda, sparsityParam, beta, data)
W1 = reshape(theta(1:hiddenSize*visibleSize), hiddenSize, visibleSize);
W2 = reshape(theta(hiddenSize*visibleSize+1:2*hiddenSize*visibleSize), visibleSize, hiddenSize);
b1 = theta(2*hiddenSize*visibleSize+1:2*hiddenSize*visibleSize+hiddenSize);
b2 = theta(2*hiddenSize*visibleSize+hiddenSize+1:end);
m = size(data, 2);
a2 = sigmoid(W1 * data + repmat(b1, 1, m));
a3 = sigmoid(W2 * a2 + repmat(b2, 1, m));
rhoHat = mean(a2, 2);
KL = sum(sparsityParam * log(sparsityParam ./ rhoHat) + (1 - sparsityParam) * log((1 - sparsityParam) ./ (1 - rhoHat)));
cost = sum(sum((a3 - data).^2)) / (2 * m) + lambda/2 * (sum(W1(:).^2) + sum(W2(:).^2)) + beta * KL;
d3 = (a3 - data) .* a3 .* (1 - a3);
sparse_term = beta * (-sparsityParam ./ rhoHat + (1 - sparsityParam) ./ (1 - rhoHat));
d2 = bsxfun(@plus, W2' * d3, sparse_term) .* a2 .* (1 - a2);
W1grad = d2 * data' / m + lambda * W1;
W2grad = d3 * a2' / m + lambda * W2;
b1grad = sum(d2, 2) / m;
b2grad = sum(d3, 2) / m;
grad = [W1grad(:) ; W2grad(:) ; b1grad(:) ; b2grad(:)];
end
function sigm = sigmoid(x)
    sigm = 1 ./ (1 + exp(-x));
end
