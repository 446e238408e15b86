// Single keys from the terminal, and news of a saved file, whichever comes first. The terminal is as it was afterwards,
// also after a signal.
#pragma once

#include <termios.h>

#include <filesystem>
#include <optional>
#include <string>

namespace gradlab::program::exercise {

/// Keys without Enter and without echo while it lives. Where standard input is no terminal its characters are the keys.
class Keys {
 public:
  Keys();
  ~Keys();
  Keys(const Keys&) = delete;
  Keys& operator=(const Keys&) = delete;

 private:
  bool is_terminal_ = false;
  termios before_{};
};

/// Notices that a file is saved: by inotify, and by looking at it twice a second where that does not work.
class SavedFile {
 public:
  explicit SavedFile(std::filesystem::path file);
  ~SavedFile();
  SavedFile(const SavedFile&) = delete;
  SavedFile& operator=(const SavedFile&) = delete;

  /// True once after each change.
  bool has_changed();
  int descriptor() const { return inotify_; }  ///< -1: none
  void drain();

 private:
  std::string signature() const;
  std::filesystem::path file_;
  std::string last_;
  int inotify_ = -1;
};

/// A key; 'q' at the end of the input, by Ctrl-C and by a signal to end; 0: the file has changed.
char wait_for_key(SavedFile& file);

/// A key, and nothing else.
char wait_for_key();

}  // namespace gradlab::program::exercise
