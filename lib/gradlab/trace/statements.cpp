#include "gradlab/trace/statements.hpp"

#include "gradlab/trace/source.hpp"

#include <charconv>
#include <stdexcept>
#include <vector>

namespace gradlab::trace {

namespace {

// θ: nn_params, λ: Lambda, Y: y10, A: a, G: grad, σ: sigmoid, ∘: entry by entry, ': transposed.
constexpr std::array<Statement, statement_count> table = {{
    {1, "Theta1", "(h, n+1)", "the weights into the hidden layer", "Θ1 = the first h(n+1) of θ, row by row",
     "Theta1 = nn_params[:h*(n+1)].reshape(h, n+1)",
     "Theta1 = reshape(nn_params(1:h*(n+1)), h, n+1);", ""},
    {2, "Theta2", "(K, h+1)", "the weights into the output layer", "Θ2 = the rest of θ, row by row",
     "Theta2 = nn_params[h*(n+1):].reshape(K, h+1)",
     "Theta2 = reshape(nn_params(h*(n+1)+1:end), K, h+1);", ""},
    {3, "m", "scalar", "the number of examples", "m = rows of X", "m = len(X)",
     "m = size(X, 1);", ""},
    {4, "J", "scalar", "the sum of the cost begins", "J = 0", "J = 0.0",
     "J = 0;", ""},
    {5, "X", "(m, n+1)", "a column of ones before the inputs, for the bias", "X = [1 X]",
     "X = np.column_stack([np.ones(m), X])",
     "X = [ones(m, 1), X];", "no such line: times_weights adds the bias to each row"},
    {6, "y10", "(m, K)", "the targets, not yet filled in", "Y = 0", "y10 = np.zeros((m, K))",
     "y10 = zeros(m, K);", ""},
    {7, "a1", "(m, h)", "the hidden layer's activations", "A1 = σ(X Θ1')", "a1 = sigmoid(X @ Theta1.T)",
     "a1 = sigmoid(X * Theta1');", ""},
    {8, "a1", "(m, h+1)", "a column of ones before them, for the bias", "A1 = [1 A1]",
     "a1 = np.column_stack([np.ones(m), a1])",
     "a1 = [ones(m, 1), a1];", "no such line: times_weights adds the bias to each row"},
    {9, "a2", "(m, K)", "the outputs: one column per label", "A2 = σ(A1 Θ2')", "a2 = sigmoid(a1 @ Theta2.T)",
     "a2 = sigmoid(a1 * Theta2');", "z2 = times_weights(a1, Theta2) alone: its sigmoid stands in S22"},
    {10, "i", "scalar", "for each label", "i = 1 ... K", "for i in range(1, K + 1):",
     "for i = 1:K", ""},
    {11, "y10", "(m, K)", "its column of the targets: 1 where y is this label", "Y(:,i-1) = 1 where y = i, else 0",
     "y10[:, i-1] = (y == i)",
     "y10(:, i) = (y == i);", ""},
    {12, "j", "scalar", "for each output", "j = 0 ... K-1", "for j in range(K):",
     "for j = 1:K", ""},
    {13, "J", "scalar", "its share of the cost, over all examples", "J += Σ -Y log(A2) - (1-Y) log(1-A2), in column j",
     "J += np.sum(-y10[:, j] * np.log(a2[:, j]) - (1 - y10[:, j]) * np.log(1 - a2[:, j]))",
     "J = J + sum(-y10(:, j) .* log(a2(:, j)) - (1 - y10(:, j)) .* log(1 - a2(:, j)));", ""},
    {14, "cost", "scalar", "the mean over the examples", "cost = J / m", "cost = J / m",
     "cost = J / m;", ""},
    {15, "reg_J", "scalar", "the cost with its penalty; the bias columns are free",
     "reg_J = cost + λ/(2m) (Σ Θ1(:,1:)² + Σ Θ2(:,1:)²)",
     "reg_J = cost + Lambda/(2*m) * (np.sum(Theta1[:, 1:]**2) + np.sum(Theta2[:, 1:]**2))",
     "reg_J = cost + Lambda/(2*m) * (sum(sum(Theta1(:, 2:end).^2)) + sum(sum(Theta2(:, 2:end).^2)));", ""},
    {16, "grad1", "(h, n+1)", "the sum of the first gradient begins", "G1 = 0", "grad1 = np.zeros((h, n+1))",
     "grad1 = zeros(h, n+1);", "no such line: its sum is one matrix product"},
    {17, "grad2", "(K, h+1)", "the sum of the second gradient begins", "G2 = 0", "grad2 = np.zeros((K, h+1))",
     "grad2 = zeros(K, h+1);", "no such line: its sum is one matrix product"},
    {18, "i", "scalar", "for each example: backpropagation begins", "i = 0 ... m-1", "for i in range(m):",
     "for i = 1:m", "no such line: all examples at once"},
    {19, "xi", "(n+1)", "the example's inputs", "x = row i of X", "xi = X[i]",
     "xi = X(i, :);", "no such line: X has all rows"},
    {20, "a1i", "(h+1)", "its hidden activations", "a1 = row i of A1", "a1i = a1[i]",
     "a1i = a1(i, :);", "no such line: a1 has all rows"},
    {21, "a2i", "(K)", "its outputs", "a2 = row i of A2", "a2i = a2[i]",
     "a2i = a2(i, :);", "no such line: all rows stay together"},
    {22, "d2", "(K)", "the output error: output less target", "δ2 = a2 - y", "d2 = a2i - y10[i]",
     "d2 = a2i - y10(i, :);", ""},
    {23, "d1", "(h+1)", "the hidden error: d2 back through Theta2, times the sigmoid's slope",
     "δ1 = (Θ2' δ2) ∘ σ'([1, x Θ1'])", "d1 = (Theta2.T @ d2) * sigmoidGradient(np.append(1, xi @ Theta1.T))",
     "d1 = (d2 * Theta2) .* sigmoidGradient([1, xi * Theta1']);", ""},
    {24, "grad1", "(h, n+1)", "plus this example's share; d1's first entry, the bias, is dropped",
     "G1 += δ1(1:) x", "grad1 += np.outer(d1[1:], xi)",
     "grad1 = grad1 + d1(2:end)' * xi;", ""},
    {25, "grad2", "(K, h+1)", "plus this example's share", "G2 += δ2 a1", "grad2 += np.outer(d2, a1i)",
     "grad2 = grad2 + d2' * a1i;", ""},
    {26, "grad1", "(h, n+1)", "the mean over the examples", "G1 = G1 / m", "grad1 /= m",
     "grad1 = grad1 / m;", ""},
    {27, "grad2", "(K, h+1)", "the mean over the examples", "G2 = G2 / m", "grad2 /= m",
     "grad2 = grad2 / m;", ""},
    {28, "grad1_reg", "(h, n+1)", "plus the penalty's derivative; 0 for the bias", "G1reg = G1 + λ/m [0, Θ1(:,1:)]",
     "grad1_reg = grad1 + Lambda/m * np.column_stack([np.zeros(h), Theta1[:, 1:]])",
     "grad1_reg = grad1 + Lambda/m * [zeros(h, 1), Theta1(:, 2:end)];", ""},
    {29, "grad2_reg", "(K, h+1)", "plus the penalty's derivative; 0 for the bias", "G2reg = G2 + λ/m [0, Θ2(:,1:)]",
     "grad2_reg = grad2 + Lambda/m * np.column_stack([np.zeros(K), Theta2[:, 1:]])",
     "grad2_reg = grad2 + Lambda/m * [zeros(K, 1), Theta2(:, 2:end)];", ""},
    {30, "return", "six results", "all six results", "cost, G1, G2, reg_J, G1reg, G2reg",
     "return cost, grad1, grad2, reg_J, grad1_reg, grad2_reg",
     "[cost, grad1, grad2, reg_J, grad1_reg, grad2_reg]", ""},
}};

// ---- Lines by their marks ----

struct MarkedLine {
  std::string code;
  std::vector<int> marks;  ///< of "// S24, S26"
};

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<int> marks_in(std::string_view comment) {
  std::vector<int> marks;
  for (std::size_t at = comment.find('S'); at != std::string_view::npos; at = comment.find('S', at + 1)) {
    int number = 0;
    const char* digits = comment.data() + at + 1;
    if (std::from_chars(digits, comment.data() + comment.size(), number).ptr != digits) marks.push_back(number);
  }
  return marks;
}

// Each statement of the text on one line, broken ones joined; a comment behind it holds its marks.
std::vector<MarkedLine> split_into_lines(std::string_view text) {
  std::vector<MarkedLine> lines(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    const std::size_t comment = std::min(line.find("//"), line.size());
    const std::string_view code = trim(line.substr(0, comment));
    if (code.empty()) continue;
    const bool continues = !lines.back().code.empty() && lines.back().code.back() != '(';
    lines.back().code.append(continues ? " " : "").append(code);
    lines.back().marks = marks_in(line.substr(comment));
    if (std::string_view(";{}").find(code.back()) != std::string_view::npos) lines.emplace_back();
  }
  return lines;
}

std::string line_with_mark(std::string_view source, int number) {
  for (const MarkedLine& line : split_into_lines(source)) {
    for (const int mark : line.marks) {
      if (mark == number) return line.code;
    }
  }
  return "";
}

}  // namespace

const std::array<Statement, statement_count>& statements() { return table; }

const Statement& find_statement(int number) {
  if (number >= 1 && number <= statement_count) return table[static_cast<std::size_t>(number - 1)];
  throw std::invalid_argument("there is no statement S" + std::to_string(number) + "; expected S1 to S30");
}

const Statement& find_statement(std::string_view text) {
  std::string_view digits = text;
  if (digits.starts_with('S') || digits.starts_with('s')) digits.remove_prefix(1);
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error == std::errc() && end == digits.data() + digits.size()) return find_statement(number);
  throw std::invalid_argument("expected a statement, S1 to S30, but got '" + std::string(text) + "'");
}

std::string loop_line(int number) { return line_with_mark(loop_source, number); }

std::string_view to_string(Writing writing) {
  switch (writing) {
    case Writing::numpy: return "NumPy";
    case Writing::octave: return "Octave";
    case Writing::cpp: break;
  }
  return "C++";
}

Writing writing_of(std::string_view language) {
  if (language.starts_with("Octave")) return Writing::octave;
  return language.starts_with("C++") ? Writing::cpp : Writing::numpy;
}

std::string line_in(Writing writing, const Statement& statement) {
  if (writing == Writing::cpp) return loop_line(statement.number);
  return std::string(writing == Writing::numpy ? statement.numpy : statement.octave);
}

std::string vectorized_line(int number) { return line_with_mark(vectorized_source, number); }

}  // namespace gradlab::trace
