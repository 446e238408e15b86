function [cost, grad, probabilities] = flag_at_end(theta, opts, data, labels, only_predict)
  % opts.input_dim, opts.layer_sizes (hidden and output), opts.lambda; an example a column
  n = opts.input_dim;
  h = opts.layer_sizes(1);
  K = opts.layer_sizes(2);
  m = size(data, 2);
  W1 = reshape(theta(1:h*n), h, n);
  b1 = theta(h*n+1:h*n+h);
  rest = theta(h*n+h+1:end);
  W2 = reshape(rest(1:K*h), K, h);
  b2 = rest(K*h+1:end);

  a = 1 ./ (1 + exp(-(W1 * data + b1)));
  z = W2 * a + b2;
  e = exp(z - max(z));
  probabilities = e ./ sum(e);
  if exist('only_predict', 'var') && only_predict
    cost = -1;
    grad = [];
    return;
  end

  places = sub2ind(size(probabilities), labels(:)', 1:m);
  cost = -sum(log(probabilities(places))) + opts.lambda / 2 * (sumsq(W1(:)) + sumsq(W2(:)));
  delta = probabilities;
  delta(places) -= 1;
  hidden = (W2' * delta) .* a .* (1 - a);
  gW1 = hidden * data' + opts.lambda * W1 / m;
  gW2 = delta * a' + opts.lambda * W2;
  grad = [gW1(:); sum(hidden, 2); gW2(:); sum(delta, 2)];
end
