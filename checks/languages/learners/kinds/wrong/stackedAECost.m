function [ cost, grad ] = stackedAECost(theta, inputSize, hiddenSize, ...
                                              numClasses, netconfig, ...
                                              lambda, data, labels)
softmaxTheta = reshape(theta(1:hiddenSize*numClasses), numClasses, hiddenSize);
stack = params2stack(theta(hiddenSize*numClasses+1:end), netconfig);
softmaxThetaGrad = zeros(size(softmaxTheta));
stackgrad = cell(size(stack));
for d = 1:numel(stack)
    stackgrad{d}.w = zeros(size(stack{d}.w));
    stackgrad{d}.b = zeros(size(stack{d}.b));
end
M = size(data, 2);
groundTruth = full(sparse(labels, 1:M, 1));
a = cell(numel(stack)+1, 1);
a{1} = data;
for l = 1:numel(stack)
  a{l+1} = 1 ./ (1 + exp(-bsxfun(@plus, stack{l}.w * a{l}, stack{l}.b)));
end
top = softmaxTheta * a{end};
top = bsxfun(@minus, top, max(top, [], 1));
p = exp(top);
p = bsxfun(@rdivide, p, sum(p, 1));
cost = -sum(sum(groundTruth .* log(p))) / M + lambda / 2 * sum(softmaxTheta(:) .^ 2);
softmaxThetaGrad = -(groundTruth - p) * a{end}' / M + lambda * softmaxTheta;
delta = -softmaxTheta' * (groundTruth - p) .* a{end} .* (1 - a{end});
for l = numel(stack):-1:1
  stackgrad{l}.w = delta * a{l}' / M;
  stackgrad{l}.b = sum(delta, 2);
  if l > 1
    delta = stack{l}.w' * delta .* a{l} .* (1 - a{l});
  end
end
grad = [softmaxThetaGrad(:); stack2params(stackgrad)];
end
function stack = params2stack(params, netconfig)
depth = numel(netconfig.layersizes);
stack = cell(depth, 1);
prev = netconfig.inputsize;
pos = 1;
for d = 1:depth
  stack{d} = struct;
  len = prev * netconfig.layersizes{d};
  stack{d}.w = reshape(params(pos:pos+len-1), netconfig.layersizes{d}, prev);
  pos = pos + len;
  stack{d}.b = params(pos:pos+netconfig.layersizes{d}-1);
  pos = pos + netconfig.layersizes{d};
  prev = netconfig.layersizes{d};
end
end
function params = stack2params(stack)
params = [];
for d = 1:numel(stack)
  params = [params; stack{d}.w(:); stack{d}.b(:)];
end
end
