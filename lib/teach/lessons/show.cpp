#include "teach/lessons/show.hpp"

#include "teach/lessons/question.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <string_view>

namespace gradlab::teach {

namespace {

constexpr int picture_rows = 14;  // of pictures in a text without a window

// The words end without ending a sentence: "In code it is". Formulas, items and quotations never lead on.
bool leads_on(const std::vector<std::string>& lines) {
  for (const char* mark : {" ", "• ", "- ", "│", "|"}) {
    if (lines.front().starts_with(mark)) return false;
  }
  std::string_view last = lines.back();
  while (last.ends_with("\033[0m")) last.remove_suffix(std::string_view("\033[0m").size());
  return !last.empty() && std::string_view(".!?)\"").find(last.back()) == std::string_view::npos;
}

// Cut at empty lines, which are dropped.
std::vector<Chunk> split_paragraphs(const std::vector<std::string>& lines) {
  std::vector<Chunk> chunks;
  bool begins = true;
  for (const std::string& line : lines) {
    if (line.empty()) {
      begins = true;
      continue;
    }
    if (begins) chunks.emplace_back();
    chunks.back().lines.push_back(line);
    begins = false;
  }
  for (Chunk& chunk : chunks) chunk.leads_on = leads_on(chunk.lines);
  return chunks;
}

Chunk show_verbatim(const std::string& body, const Canvas& page) {
  Canvas narrow = page;
  narrow.width = page.width - 2;
  Chunk chunk;
  for (const std::string& line : render_code(body, narrow)) chunk.lines.push_back(line.empty() ? "" : "  " + line);
  return chunk;
}

Chunk show_code(const Part& part, const Canvas& page) {
  Chunk chunk = show_verbatim(part.body, page);
  for (std::string& line : chunk.lines) line = paint(line, command, page.color);
  return chunk;
}

Chunk show_picture(const Part& part, const Live& live, const Canvas& size) {
  Chunk chunk;
  chunk.draw = [size, picture = live.pictures.at(part.arguments.at(0))()](int height) {
    Canvas canvas = size;
    canvas.lines = height;
    return split_lines(draw(picture, canvas));
  };
  chunk.height = size.lines;
  chunk.lines = chunk.draw(size.lines);
  return chunk;
}

// A course of somebody else's own measures nothing: it shows what the file holds.
Chunk show_measured(const Part& part, const Live& live, const Canvas& page) {
  const auto found = live.measured.find(part.arguments.at(0));
  return show_verbatim(found == live.measured.end() ? part.body : found->second(), page);
}

Chunk show_question(const Question& question, const Canvas& page) {
  const char* title = question.is_open ? "Close the lesson" : "Predict first";
  Chunk chunk{{paint(title, heading, page.color)}, &question};
  for (const std::string& line : render_markdown(question.prompt, page)) chunk.lines.push_back(line);
  Canvas narrow = page;
  narrow.width -= 5;
  for (const auto& [letter, text] : question.choices) {
    std::string before = "  " + letter + ") ";
    for (const std::string& line : render_markdown(text, narrow)) {
      chunk.lines.push_back(before + line);
      before = "     ";
    }
  }
  return chunk;
}

std::vector<Chunk> show_part(const Part& part, const Live& live, const Canvas& page, const Canvas& picture) {
  if (part.kind == "prose") return split_paragraphs(render_markdown(part.body, page));
  if (part.kind == "value") return {show_verbatim(live.values.at(part.arguments.at(0)), page)};
  if (part.kind == "picture") return {show_picture(part, live, picture)};
  if (part.kind == "measured") return {show_measured(part, live, page)};
  return {part.kind == "code" ? show_code(part, picture) : show_question(part.question, page)};
}

}  // namespace

std::vector<Chunk> show_section(const Section& section, Language language, const Live& live, const Canvas& page,
                                const Canvas& picture) {
  std::vector<Chunk> chunks;
  for (const Part& part : section.parts) {
    if (!part.is_shown(language)) continue;
    for (Chunk& chunk : show_part(part, live, page, picture)) chunks.push_back(std::move(chunk));
  }
  return chunks;
}

std::string show_lesson(const ParsedLesson& lesson, const Live& live, const Canvas& page) {
  const auto join = [](const std::vector<std::string>& lines) { return fmt::format("{}\n", fmt::join(lines, "\n")); };
  const auto title = [&](const std::string& words) {
    return fmt::format("\n{}\n", paint(fmt::format("== {}", words), heading, page.color));
  };
  std::string text = paint(lesson.title, heading, page.color) + "\n\n" + join(render_markdown(lesson.objective, page));
  std::string answers;
  int asked = 0;
  Canvas picture = page;
  picture.lines = picture_rows;
  for (const Section& section : lesson.sections) {
    text += title(section.title);
    for (const Chunk& chunk : show_section(section, lesson.language, live, page, picture)) {
      text += fmt::format("\n{}", join(chunk.lines));
      if (!chunk.question) continue;
      text += fmt::format("(answer {} is at the end)\n", ++asked);
      const std::string answer = fmt::format("Answer {}: {}", asked, tell_answer(*chunk.question));
      answers += fmt::format("\n{}", join(render_markdown(answer, page)));
    }
  }
  return text + title("Answers") + answers;
}

}  // namespace gradlab::teach
