% a speed for each weight, and the examples in an order by chance
X = sin(reshape(1:24, 8, 3)); y = mod(1:8, 2)';
W1 = cos(reshape(1:6, 3, 2)); W2 = sin(1:2)'; v1 = 0*W1; v2 = 0*W2;
mu = 0.9; rate = 0.1; kept = [];
for pass = 1:20
  order = randperm(8); E = 0; g1 = 0*W1; g2 = 0*W2;
  for k = order
    a = 1 ./ (1 + exp(-X(k,:) * W1));
    d = a * W2 - y(k);
    E = E + d^2 / 2;
    g2 = g2 + a' * d;
    g1 = g1 + X(k,:)' * (d * W2' .* a .* (1 - a));
  end
  v1 = mu * v1 - rate * g1; v2 = mu * v2 - rate * g2;
  W1 = W1 + v1; W2 = W2 + v2;
  kept(end+1) = E;
end
