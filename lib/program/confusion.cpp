#include "program/confusion.hpp"

#include "terminal/canvas.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gradlab::program {

using namespace terminal;

namespace {

constexpr arma::uword most_columns = 12;  // of a table that fits 80 columns

std::string confusion_table(const arma::umat& confusion, const std::vector<std::string>& labels, bool color) {
  std::size_t label_width = 5;
  for (const std::string& label : labels) label_width = std::max(label_width, label.size());
  const std::size_t width =
      std::max<std::size_t>(label_width > 5 ? label_width : 4, std::to_string(confusion.max()).size()) + 1;
  std::string text = fmt::format("    {:<{}}", "right", label_width);
  for (const std::string& label : labels) text += fmt::format("{:>{}}", label, width);
  text += "  answered\n";
  for (arma::uword i = 0; i < confusion.n_rows; ++i) {
    text += fmt::format("    {:>{}}", labels[i], label_width);
    for (arma::uword j = 0; j < confusion.n_cols; ++j) {
      const std::string count = confusion(i, j) == 0 ? "." : std::to_string(confusion(i, j));
      const fmt::text_style style = i == j ? heading : fmt::fg(fmt::terminal_color::red);
      const bool painted = color && confusion(i, j) > 0;
      text += paint(fmt::format("{:>{}}", count, width), style, painted);
    }
    text += "\n";
  }
  return text;
}

std::string confusion_list(arma::umat confusion, const std::vector<std::string>& labels) {
  std::string text;
  confusion.diag().zeros();
  for (int lines = 0; lines < 10 && confusion.max() > 0; ++lines) {
    const arma::uword at = confusion.index_max();
    const arma::uword row = at % confusion.n_rows, column = at / confusion.n_rows;
    text += fmt::format("    {:>6} times {} was answered as {}\n", with_thousands(confusion(at)), labels[row],
                        labels[column]);
    confusion(at) = 0;
  }
  return text.empty() ? "    nothing was confused\n" : text;
}

}  // namespace

std::string describe_confusion(const arma::umat& confusion, const std::vector<std::string>& labels, bool color) {
  return confusion.n_rows <= most_columns ? confusion_table(confusion, labels, color)
                                          : confusion_list(confusion, labels);
}

}  // namespace gradlab::program
