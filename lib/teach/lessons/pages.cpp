#include "teach/lessons/pages.hpp"

#include "teach/lessons/show.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace gradlab::teach {

namespace {

// A piece of a chunk, cut only if the piece is longer than a page.
struct Block {
  bool apart = true;  // an empty line comes before it
  std::vector<std::string> lines;
};

bool begins_item(const std::string& line) {
  if (line.starts_with("• ") || line.starts_with("- ")) return true;
  return line.size() > 3 && std::isdigit(static_cast<unsigned char>(line[0])) && line.substr(1, 2) == ". ";
}

std::vector<Block> split(const std::vector<std::string>& lines) {
  std::vector<Block> blocks;
  bool apart = true;
  for (const std::string& line : lines) {
    if (line.empty()) {
      apart = true;
      continue;
    }
    if (apart || begins_item(line)) blocks.push_back({std::exchange(apart, false), {}});
    blocks.back().lines.push_back(line);
  }
  return blocks;
}

class Layout {
 public:
  explicit Layout(const Canvas& window) : window_(window) {}

  void add_section(int section, const std::vector<Chunk>& chunks) {
    begin_page(section, 0);
    for (std::size_t c = 0; c < chunks.size(); ++c) {
      if (used() > 0 && !has_room(height_of(chunks, c) + 1)) begin_page(section, c);
      if (!chunks[c].question) {
        for (const Block& block : split(chunks[c].lines)) place(block, section, c, 3);
        continue;
      }
      place({true, chunks[c].lines}, section, c, is_short(window_) ? 0 : 2);
      pages_.back().question = chunks[c].question;
      if (c + 1 < chunks.size()) begin_page(section, c + 1);
    }
  }

  std::vector<LessonPage> take() { return std::move(pages_); }

 private:
  // The lines that `taken` other lines leave free.
  std::size_t window_lines(int taken) const { return static_cast<std::size_t>(std::max(window_.lines - taken, 4)); }

  // Title and keys take two lines, the empty lines between take two more.
  std::size_t room() const { return window_lines(is_short(window_) ? 2 : 4); }

  std::size_t used() const { return pages_.back().lines.size(); }

  // Room for all of these lines; or for their beginning, where they are longer than a page.
  bool has_room(std::size_t lines) const {
    constexpr std::size_t beginning = 4;
    return used() + (lines > room() + 1 ? beginning : lines) <= room();
  }

  void begin_page(int section, std::size_t chunk) { pages_.push_back({section, chunk, {}, nullptr}); }

  // A question counts with its answer; words that lead on count with the next chunk, unless both do not fit a page.
  std::size_t height_of(const std::vector<Chunk>& chunks, std::size_t c) const {
    const std::size_t own = chunks[c].lines.size();
    if (chunks[c].question) return std::min(own + std::min<std::size_t>(room() / 3, 5), room());
    if (!chunks[c].leads_on || c + 1 == chunks.size()) return own;
    const std::size_t together = own + 1 + height_of(chunks, c + 1);
    return together <= room() ? together : own;
  }

  // `around`: lines left free around a block that is longer than a page. A question may take the title's line.
  void place(const Block& block, int section, std::size_t chunk, int around) {
    const std::size_t gap = used() > 0 && block.apart ? 1 : 0;
    const std::size_t longest = std::max(window_lines(around), room());
    if (used() > 0 && !has_room(gap + block.lines.size())) begin_page(section, chunk);
    if (used() > 0 && gap == 1) pages_.back().lines.emplace_back();
    for (const std::string& line : block.lines) {
      if (used() >= longest) begin_page(section, chunk);
      pages_.back().lines.push_back(line);
    }
  }

  Canvas window_;
  std::vector<LessonPage> pages_;
};

// Charts need some lines more than their curves.
int picture_height(const Canvas& window) { return std::clamp(window.lines - (is_short(window) ? 8 : 10), 4, 16); }

}  // namespace

bool is_short(const Canvas& window) { return window.lines < 16; }

std::vector<LessonPage> lay_out(const ParsedLesson& lesson, const Live& live, const Canvas& page,
                           const Canvas& window) {
  Layout layout(window);
  for (std::size_t s = 0; s < lesson.sections.size(); ++s) {
    std::vector<Chunk> chunks = show_section(lesson.sections[s], lesson.language, live, page, picture_height(window));
    if (s == 0) chunks.insert(chunks.begin(), {render_markdown(lesson.objective, page)});
    layout.add_section(static_cast<int>(s), chunks);
  }
  return layout.take();
}

std::size_t find_page(const std::vector<LessonPage>& pages, const LessonPage& place) {
  const auto position = [](const LessonPage& page) { return std::pair(page.section, page.chunk); };
  const auto is_same = [&](const LessonPage& page) {
    return place.question ? page.question == place.question : position(page) == position(place);
  };
  const auto is_beyond = [&](const LessonPage& page) { return position(page) > position(place); };
  const auto same = std::find_if(pages.begin(), pages.end(), is_same);
  if (same != pages.end()) return static_cast<std::size_t>(same - pages.begin());
  const auto beyond = std::find_if(pages.begin() + 1, pages.end(), is_beyond);
  return static_cast<std::size_t>(beyond - pages.begin()) - 1;
}

}  // namespace gradlab::teach
