#include "teach/lessons/pages.hpp"

#include "teach/lessons/show.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <utility>

namespace gradlab::teach {

namespace {

bool begins_item(const std::string& line) {
  if (line.starts_with("• ") || line.starts_with("- ")) return true;
  return line.size() > 3 && std::isdigit(static_cast<unsigned char>(line[0])) && line.substr(1, 2) == ". ";
}

// Lines that a page never cuts, unless they are longer than a page.
struct Block {
  std::vector<std::string> lines;
  std::size_t chunk = 0;
  bool apart = true;                   // an empty line comes before it
  const Question* question = nullptr;  // asked below it, at the end of the page
  double cut = 0;                      // what it costs to end the page before this block
};

// What a page costs. A page more costs more than any uneven filling; a page of few lines costs more than that.
constexpr double each_page = 100, uneven = 60, few_lines = 300;
constexpr std::size_t few = 4;

// What it costs to part what belongs together.
constexpr double between_items = 40, before_what_is_led_to = 1000, around_picture = 500;

class Layout {
 public:
  Layout(const Canvas& window, Pace pace) : window_(window), pace_(pace) {}

  void add_section(int section, std::vector<Chunk> chunks) {
    fit_pictures(chunks);
    const std::vector<Block> blocks = blocks_of(chunks);
    std::vector<std::size_t> ends = best_ends(blocks);
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
      add_page(section, blocks, begin, end);
      begin = end;
    }
  }

  std::vector<LessonPage> take() { return std::move(pages_); }

 private:
  // The lines that `taken` other lines leave free.
  std::size_t window_lines(int taken) const { return static_cast<std::size_t>(std::max(window_.lines - taken, 4)); }

  // Title and keys take two lines, the empty lines between take two more.
  std::size_t room() const { return window_lines(is_short(window_) ? 2 : 4); }

  // A question alone may take the title's line.
  std::size_t room_for_question() const { return window_lines(is_short(window_) ? 0 : 2); }

  std::size_t room_for_answer() const { return std::min<std::size_t>(room() / 3, 5); }

  // ---- Pictures: as high as the words around them leave room for ----

  void fit_pictures(std::vector<Chunk>& chunks) const {
    for (std::size_t c = 0; c < chunks.size(); ++c) {
      if (!chunks[c].draw) continue;
      const auto words = [&](std::size_t at) {
        return at < chunks.size() && !chunks[at].question && !chunks[at].draw ? chunks[at].lines.size() + 1 : 0;
      };
      const auto few_words = [&](std::size_t at) { return words(at) <= few ? words(at) : 0; };
      const std::size_t before = c > 0 ? words(c - 1) : 0, after = words(c + 1);
      const std::size_t first = c == 2 ? few_words(0) : 0;  // a line or two that would be left on a page of their own
      const std::size_t last = c + 3 == chunks.size() ? few_words(c + 2) : 0;
      std::size_t kept = 0;
      chunks[c].keeps_before = before > 0 && (fit(chunks[c], kept = first + before) || fit(chunks[c], kept = before));
      if (!chunks[c].keeps_before) kept = 0;
      chunks[c].keeps_after = after > 0 && (fit(chunks[c], kept + after + last) || fit(chunks[c], kept + after));
    }
  }

  // Lowers the picture until these lines fit beside it. False, and the picture stays, if it would be too low.
  bool fit(Chunk& picture, std::size_t others) const {
    constexpr int lowest = 5;
    for (int height = picture.height; height >= lowest; --height) {
      const std::vector<std::string> lines = picture.draw(height);
      if (lines.size() + others > room()) continue;
      picture.lines = lines;
      picture.height = height;
      return true;
    }
    return picture.lines.size() + others <= room();
  }

  // ---- Blocks ----

  // Pieces as long as a page of a block that is longer.
  void add_block(Block block, std::vector<Block>& blocks) const {
    const std::size_t longest = block.question ? room_for_question() : room();
    while (block.lines.size() > longest) {
      const auto end = block.lines.begin() + static_cast<std::ptrdiff_t>(longest);
      blocks.push_back({{block.lines.begin(), end}, block.chunk, block.apart, nullptr, block.cut});
      block.lines.erase(block.lines.begin(), end);
      block.apart = false;
    }
    blocks.push_back(std::move(block));
  }

  std::vector<Block> blocks_of(const std::vector<Chunk>& chunks) const {
    std::vector<Block> blocks;
    for (std::size_t c = 0; c < chunks.size(); ++c) {
      double cut = 0;
      if (c > 0 && chunks[c - 1].leads_on) cut = before_what_is_led_to;
      if (chunks[c].keeps_before || (c > 0 && chunks[c - 1].keeps_after)) cut = std::max(cut, around_picture);
      if (chunks[c].question) {
        add_block({chunks[c].lines, c, true, chunks[c].question, cut}, blocks);
        continue;
      }
      if (chunks[c].draw) {
        add_block({chunks[c].lines, c, true, nullptr, cut}, blocks);
        continue;
      }
      Block block;
      bool apart = true;
      for (const std::string& line : chunks[c].lines) {
        if (!line.empty() && (apart || begins_item(line))) {
          if (!block.lines.empty()) add_block(std::move(block), blocks);
          block = {{}, c, std::exchange(apart, false), nullptr, std::exchange(cut, between_items)};
        }
        if (line.empty()) apart = true;
        else block.lines.push_back(line);
      }
      if (!block.lines.empty()) add_block(std::move(block), blocks);
    }
    return blocks;
  }

  // ---- Ends of pages ----

  static std::size_t lines_of(const std::vector<Block>& blocks, std::size_t begin, std::size_t end) {
    std::size_t lines = 0;
    for (std::size_t b = begin; b < end; ++b) lines += blocks[b].lines.size() + (b > begin && blocks[b].apart ? 1 : 0);
    return lines;
  }

  // Infinite where the blocks do not fit one page.
  double cost(const std::vector<Block>& blocks, std::size_t begin, std::size_t end) const {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    for (std::size_t b = begin; b + 1 < end; ++b) {
      if (blocks[b].question) return infinite;
      const bool is_next_idea = blocks[b + 1].chunk != blocks[b].chunk && blocks[b + 1].cut == 0;
      if (pace_ == Pace::present && is_next_idea) return infinite;
    }
    const std::size_t lines = lines_of(blocks, begin, end);
    const std::size_t answer = blocks[end - 1].question ? room_for_answer() : 0;
    if (lines + answer > room() && end - begin > 1) return infinite;
    const double empty = static_cast<double>(room() - std::min(room(), lines)) / static_cast<double>(room());
    const bool is_whole = begin == 0 && end == blocks.size();
    const bool is_few = pace_ == Pace::read && lines < few && !blocks[end - 1].question && !is_whole;
    return each_page + uneven * empty * empty + (is_few ? few_lines : 0) + (begin > 0 ? blocks[begin].cut : 0);
  }

  // The cheapest way to part the blocks, from its end back to its beginning.
  std::vector<std::size_t> best_ends(const std::vector<Block>& blocks) const {
    std::vector<double> best(blocks.size() + 1, 0);
    std::vector<std::size_t> next(blocks.size() + 1, 0);
    for (std::size_t begin = blocks.size(); begin-- > 0;) {
      best[begin] = std::numeric_limits<double>::infinity();
      for (std::size_t end = begin + 1; end <= blocks.size(); ++end) {
        const double total = cost(blocks, begin, end) + best[end];
        if (total >= best[begin]) continue;
        best[begin] = total;
        next[begin] = end;
      }
    }
    std::vector<std::size_t> ends;
    for (std::size_t at = 0; at < blocks.size(); at = next[at]) ends.push_back(next[at]);
    return ends;
  }

  void add_page(int section, const std::vector<Block>& blocks, std::size_t begin, std::size_t end) {
    LessonPage page{section, blocks[begin].chunk, {}, blocks[end - 1].question};
    for (std::size_t b = begin; b < end; ++b) {
      if (b > begin && blocks[b].apart) page.lines.emplace_back();
      page.lines.insert(page.lines.end(), blocks[b].lines.begin(), blocks[b].lines.end());
    }
    pages_.push_back(std::move(page));
  }

  Canvas window_;
  Pace pace_;
  std::vector<LessonPage> pages_;
};

constexpr int widest_picture = 140;

// Charts need some lines more than their curves.
int picture_height(const Canvas& window) { return std::clamp(window.lines - (is_short(window) ? 8 : 10), 4, 28); }

}  // namespace

bool is_short(const Canvas& window) { return window.lines < 16; }

std::vector<LessonPage> lay_out(const ParsedLesson& lesson, const Live& live, const Canvas& page,
                           const Canvas& window, Pace pace) {
  Layout layout(window, pace);
  for (std::size_t s = 0; s < lesson.sections.size(); ++s) {
    Canvas picture = page;
    picture.width = std::clamp(window.width - 2, page.width, widest_picture);
    picture.lines = picture_height(window);
    std::vector<Chunk> chunks = show_section(lesson.sections[s], lesson.language, live, page, picture);
    if (s == 0) chunks.insert(chunks.begin(), Chunk{render_markdown(lesson.objective, page)});
    layout.add_section(static_cast<int>(s), std::move(chunks));
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
