// News of a file that is saved: by inotify, and by looking at it where that does not work. Who waits for it is
// watch.cpp's business.
#pragma once

#include <filesystem>
#include <string>

namespace gradlab::program::exercise {

class SavedFile {
 public:
  explicit SavedFile(std::filesystem::path file);
  ~SavedFile();
  SavedFile(const SavedFile&) = delete;
  SavedFile& operator=(const SavedFile&) = delete;

  /// True once after each change.
  bool has_changed();
  int descriptor() const { return inotify_; }  ///< can be read when something in the folder was saved; -1: none

 private:
  std::string signature() const;
  std::filesystem::path file_;
  std::string last_;
  int inotify_ = -1;
};

}  // namespace gradlab::program::exercise
