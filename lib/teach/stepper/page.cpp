#include "teach/stepper/page.hpp"

#include "gradlab/trace/statements.hpp"
#include "terminal/heatmap.hpp"
#include "terminal/matrix.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace gradlab::teach {

namespace {

using Lines = std::vector<std::string>;

// From this width on two texts have room side by side.
constexpr int narrowest_pair = 72;

// A table gets at least so many lines, even if the page must be scrolled then.
constexpr int fewest_lines = 6;

void append(Lines& lines, const Lines& more) { lines.insert(lines.end(), more.begin(), more.end()); }

void append_wrapped(Lines& lines, const std::string& text, fmt::text_style style, const Canvas& paper) {
  for (const std::string& line : wrap(text, paper.width)) lines.push_back(paint(line, style, paper.color));
}

// ---- The statement in math and in the language chosen ----

struct Text {
  std::string title;
  std::string text;
};

// For a terminal without UTF-8.
std::string spell_out(std::string text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 10> spellings = {
      {{"Θ", "Theta"}, {"θ", "theta"}, {"σ", "sigmoid"}, {"δ", "d"}, {"λ", "lambda"}, {"Σ", "sum"}, {"∘", "*"},
       {"²", "^2"}, {"→", "->"}, {"–", "-"}}};
  for (const auto& [sign, spelling] : spellings) {
    for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign, at)) {
      text.replace(at, sign.size(), spelling);
    }
  }
  return text;
}

std::vector<Text> texts_of(const trace::Statement& statement, Language language, const Canvas& paper) {
  const std::string maths(statement.maths);
  const Text math{"math", paper.unicode ? maths : spell_out(maths)};
  if (language == Language::python) return {math, {"NumPy", std::string(statement.numpy)}};
  const std::string vectorized = trace::vectorized_line(statement.number);
  return {math,
          {"C++, the loop", trace::loop_line(statement.number)},
          {"C++, vectorized", vectorized.empty() ? fmt::format("({})", statement.instead) : vectorized}};
}

// Each text below its title, in as many columns side by side as there is width for.
Lines draw_texts(const std::vector<Text>& texts, const Canvas& paper) {
  const int across = paper.width >= 160 ? static_cast<int>(texts.size()) : paper.width >= narrowest_pair ? 2 : 1;
  const int width = paper.width / across - (across > 1 ? 2 : 0);
  Lines lines;
  for (std::size_t first = 0; first < texts.size(); first += static_cast<std::size_t>(across)) {
    const std::size_t last = std::min(first + static_cast<std::size_t>(across), texts.size());
    std::vector<Lines> columns;
    std::size_t height = 0;
    for (std::size_t k = first; k < last; ++k) {
      columns.push_back(wrap(texts[k].text, width - 2));
      height = std::max(height, columns.back().size());
    }
    std::string titles;
    for (std::size_t k = first; k < last; ++k) titles += pad(texts[k].title, width + 2);
    titles.resize(titles.find_last_not_of(' ') + 1);
    lines.push_back(paint(titles, command, paper.color));
    for (std::size_t row = 0; row < height; ++row) {
      std::string line;
      for (const Lines& column : columns) line += pad(row < column.size() ? "  " + column[row] : "", width + 2);
      line.resize(line.find_last_not_of(' ') + 1);
      lines.push_back(line);
    }
  }
  return lines;
}

// On a narrow screen a title takes no line of its own.
Lines draw_narrow_texts(const std::vector<Text>& texts, const Canvas& paper) {
  Lines lines;
  for (const Text& text : texts) {
    Lines wrapped = wrap(text.title + ": " + text.text, paper.width);
    wrapped.front() = paint(text.title, command, paper.color) + wrapped.front().substr(text.title.size());
    append(lines, wrapped);
  }
  return lines;
}

// ---- The value ----

std::string describe_change(const trace::Step& step) {
  if (!step.before) return "new";
  const arma::umat changed = trace::changed_entries(step);
  const arma::uword count = arma::accu(changed);
  if (count == 0) return "nothing changed";
  if (step.result.shape.empty()) return fmt::format("before: {}", number_text((*step.before)(0), 6));
  if (arma::size(*step.before) != arma::size(*step.result.value)) return "a new shape";
  if (count == changed.n_elem) return fmt::format("all {} entries changed", count);
  return fmt::format("{} of {} entries changed", count, changed.n_elem);
}

// The example as the image that its inputs form, row by row; nothing where they form no square or there is no room.
Lines draw_image(const trace::Step& step, const Canvas& paper, int lines) {
  if (step.result.name != "xi") return {};
  const arma::vec row = arma::vectorise(*step.result.value), pixels = row.tail(row.n_elem - 1);
  const auto side = static_cast<arma::uword>(std::lround(std::sqrt(static_cast<double>(pixels.n_elem))));
  const double strongest = pixels.is_empty() ? 0 : arma::abs(pixels).max();
  if (side < 8 || side * side != pixels.n_elem || !(strongest > 0)) return {};
  const arma::mat image = arma::reshape(pixels, side, side).t();
  const Lines drawn = split_lines(draw_heatmaps({{"the image, without the 1 in front", image}}, strongest, paper.color));
  return static_cast<int>(drawn.size()) + fewest_lines <= lines ? drawn : Lines{};
}

Lines draw_value(const trace::Step& step, const Canvas& paper, int lines) {
  const trace::Variable& result = step.result;
  const std::string change = describe_change(step);
  if (result.shape.empty()) {
    Lines drawn;
    const std::string number = number_text((*result.value)(0), 10);
    append_wrapped(drawn, fmt::format("{} = {}   ({})", result.name, number, change), heading, paper);
    return drawn;
  }
  Lines drawn;
  append_wrapped(drawn, fmt::format("{} {}   {}", result.name, describe_shape(result.shape), change), heading, paper);
  const Lines image = draw_image(step, paper, lines);
  append(drawn, image);
  Canvas below = paper;
  below.lines = lines - static_cast<int>(image.size());
  append(drawn, draw_matrix(*result.value, trace::changed_entries(step), below));
  return drawn;
}

// With as many digits, up to six, as there is width for.
std::string fit_number(double value, int width) {
  int digits = 6;
  while (digits > 1 && display_width(number_text(value, digits)) > width) --digits;
  return number_text(value, digits);
}

// The hidden error entry by entry; the first is worked out, and then dropped.
Lines draw_hidden_error(const trace::Step& step, const Canvas& paper, int lines) {
  const auto factors = trace::unfold_hidden_error(step);
  const arma::mat& d1 = *step.result.value;
  const int width = paper.width >= 60 ? 14 : 9;
  const auto cell = [&](double value) {
    return paint_number(fmt::format("{:>{}}", fit_number(value, width - 1), width), value, paper.color);
  };
  Lines drawn;
  append_wrapped(drawn, fmt::format("d1 ({})   {}", d1.n_elem, describe_change(step)), heading, paper);
  drawn.push_back(paint(fmt::format("   {0:>{4}}{1:>{4}}{2:>{4}}  {3}", width > 9 ? "Theta2' d2" : "product",
                                    width > 9 ? "derivative" : "slope", "d1", "S24", width),
                        fmt::emphasis::faint, paper.color));
  const auto room = static_cast<arma::uword>(lines);
  const arma::uword shown = d1.n_elem < room ? d1.n_elem : room - 2;
  for (arma::uword k = 0; k < shown; ++k) {
    const std::string use = k > 0 ? "used" : width > 9 ? "dropped: the bias" : "dropped";
    drawn.push_back(fmt::format("{:>3}{}{}{}  {}", k, cell(factors.first(k)), cell(factors.second(k)), cell(d1(k)),
                                use));
  }
  if (shown < d1.n_elem) {
    append(drawn, wrap(fmt::format("   ... to {}: look at d1", d1.n_elem - 1), paper.width));
  }
  return drawn;
}

Lines draw_results(const neural_network::CostAndGradients& results, const Canvas& paper) {
  const auto number = [](double value) { return number_text(value, 10); };
  const auto matrix = [](const arma::mat& value) {
    return fmt::format("({}, {}) {}", value.n_rows, value.n_cols, describe_range(value));
  };
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"cost", number(results.cost)},           {"grad1", matrix(results.grad1)},
      {"grad2", matrix(results.grad2)},         {"reg_J", number(results.reg_J)},
      {"grad1_reg", matrix(results.grad1_reg)}, {"grad2_reg", matrix(results.grad2_reg)}};
  Lines drawn;
  for (const auto& [name, text] : rows) append(drawn, wrap(fmt::format("{:<10} {}", name, text), paper.width));
  return drawn;
}

Lines draw_result(const trace::Trace& trace, const trace::Step& step, const Canvas& paper, int lines) {
  if (!step.result.value) return draw_results(trace.results, paper);
  return step.statement == 23 ? draw_hidden_error(step, paper, lines) : draw_value(step, paper, lines);
}

// Lines for the value's table, below what is there already and its title.
int room_below(const Lines& lines, const Canvas& paper) {
  return std::max(paper.lines - static_cast<int>(lines.size()) - 1, fewest_lines);
}

// ---- The statement and the turn of its loop ----

std::string describe_turn(const trace::Step& step) {
  if (step.loop_count == 0) return "";
  const char* loop = step.statement <= 11 ? "S10-S11" : step.statement <= 13 ? "S12-S13" : "S18-S25";
  const std::string turn = fmt::format("turn {} of {} of the loop {}", step.loop_count, step.loop_length, loop);
  if (step.statement < 18) return fmt::format("label {}: {}", step.loop_count, turn);
  const arma::mat& y = *trace::find_variable(step, "y")->value;
  return fmt::format("example {} (label {}): {}", step.loop_count - 1, y(step.loop_count - 1), turn);
}

Lines draw_head(const trace::Step& step, const Canvas& paper) {
  const trace::Statement& statement = trace::find_statement(step.statement);
  Lines lines;
  append_wrapped(lines, fmt::format("{}  {}  {}", statement.id(), statement.name, statement.what), heading, paper);
  const std::string turn = describe_turn(step);
  if (!turn.empty()) append_wrapped(lines, turn, fmt::emphasis::faint, paper);
  return lines;
}

// One line; what the statement is comes below the value.
Lines draw_narrow_head(const trace::Step& step, const Canvas& paper) {
  const trace::Statement& statement = trace::find_statement(step.statement);
  const std::string of_what = step.statement < 18 ? "" : fmt::format("example {}, ", step.loop_count - 1);
  const std::string turn =
      step.loop_count == 0 ? "" : fmt::format("{}turn {} of {}", of_what, step.loop_count, step.loop_length);
  Lines lines;
  append_wrapped(lines, fmt::format("{}  {}  {}", statement.id(), statement.name, turn), heading, paper);
  return lines;
}

Lines draw_wide(const trace::Trace& trace, const trace::Step& step, Language language, const Canvas& paper) {
  Lines lines = draw_head(step, paper);
  append(lines, draw_texts(texts_of(trace::find_statement(step.statement), language, paper), paper));
  lines.emplace_back();
  append(lines, draw_result(trace, step, paper, room_below(lines, paper)));
  return lines;
}

// The value as high up as can be: the rest may need scrolling.
Lines draw_narrow(const trace::Trace& trace, const trace::Step& step, Language language, const Canvas& paper) {
  const trace::Statement& statement = trace::find_statement(step.statement);
  const std::vector<Text> texts = texts_of(statement, language, paper);
  Lines lines = draw_narrow_head(step, paper);
  append(lines, draw_narrow_texts({texts.front()}, paper));
  append(lines, draw_result(trace, step, paper, room_below(lines, paper)));
  append(lines, wrap(std::string(statement.what), paper.width));
  append(lines, draw_narrow_texts({texts.begin() + 1, texts.end()}, paper));
  return lines;
}

}  // namespace

Lines draw_step(const trace::Trace& trace, std::size_t index, Language language, const Canvas& paper) {
  const trace::Step& step = trace.steps.at(index);
  return paper.width >= narrowest_pair ? draw_wide(trace, step, language, paper)
                                       : draw_narrow(trace, step, language, paper);
}

std::string describe_shape(const std::vector<arma::uword>& shape) {
  return shape.empty() ? "number" : fmt::format("({})", fmt::join(shape, ", "));
}

}  // namespace gradlab::teach
