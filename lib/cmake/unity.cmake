# With GRADLAB_UNITY the files of a folder are compiled as one, which halves the time of a full build: templates of
# Armadillo and fmt are instantiated once a folder, not once a file. A build with it OFF proves each file alone: see
# checks/setups/sanitize.cmake.
function(unite_folders target)
  if(NOT GRADLAB_UNITY)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  get_target_property(home ${target} SOURCE_DIR)
  foreach(source ${sources})
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${home} NORMALIZE)
    file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${source})
    cmake_path(GET folder PARENT_PATH folder)
    string(REPLACE "/" "_" folder "${folder}")
    set_source_files_properties(${source} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${folder})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
