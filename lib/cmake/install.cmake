# What `cmake --install` puts where, in two components: `library` for those who link gradlab, `program` for those who
# run it.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

# ---- the library ----
set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/gradlab)
foreach(library gradlab_check gradlab_process gradlab_data gradlab)
  get_target_property(part ${library} EXPORT_NAME)
  install(TARGETS ${library} EXPORT gradlab-${part}-targets COMPONENT library FILE_SET HEADERS COMPONENT library)
  install(EXPORT gradlab-${part}-targets NAMESPACE gradlab:: DESTINATION ${config_dir} COMPONENT library)
endforeach()
configure_package_config_file(cmake/gradlab-config.cmake.in ${PROJECT_BINARY_DIR}/gradlab-config.cmake
                              INSTALL_DESTINATION ${config_dir})
# Before 1.0 a minor version may change what users call.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/gradlab-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/gradlab-config.cmake ${PROJECT_BINARY_DIR}/gradlab-config-version.cmake
        DESTINATION ${config_dir} COMPONENT library)

# The way up is written, not the prefix, so that the installed folder can be moved.
file(RELATIVE_PATH to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)

# Writes NAME.pc, which links the static library and those that it requires.
function(install_pkg_config name library description requires)
  cmake_parse_arguments(PARSE_ARGV 4 given "" "" "DEFINITIONS;FLAGS")
  list(TRANSFORM given_DEFINITIONS PREPEND -D OUTPUT_VARIABLE definitions)
  list(JOIN definitions " " definitions)
  list(JOIN given_FLAGS " " flags)
  configure_file(cmake/gradlab.pc.in ${PROJECT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT library)
endfunction()

get_target_property(definitions gradlab_check INTERFACE_COMPILE_DEFINITIONS)
install_pkg_config(gradlab-check gradlab_check "Check gradients" "openblas, fmt"
                   DEFINITIONS ${definitions} FLAGS -pthread)
install_pkg_config(gradlab-process gradlab_process "Start programs and talk to them" "gradlab-check, fmt")
install_pkg_config(gradlab-data gradlab_data "Read and write data files"
                   "gradlab-check, gradlab-process, fmt, matio, hdf5-serial, libzip, zlib")
install_pkg_config(gradlab gradlab "${PROJECT_DESCRIPTION}"
                   "gradlab-data, gradlab-check, gradlab-process, fmt, liblbfgs")

# ---- the licence of the code and the notice of the data, under the name that Debian gives them ----
file(READ LICENSE license)
file(READ gradlab/data/shipped/NOTICE notice)
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/copyright CONTENT "@license@\n\n@notice@" @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/copyright gradlab/CHECK_YOUR_OWN_GRADIENT.md
        DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/libgradlab-dev COMPONENT library)

# ---- the command ----
if(GRADLAB_PROGRAM)
  set(pages ${PROJECT_BINARY_DIR}/pages)
  # Building the command alone does not make its pages.
  install(CODE "
    execute_process(COMMAND \"${CMAKE_COMMAND}\" --build \"${PROJECT_BINARY_DIR}\" --target pages
                    COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)" COMPONENT program)
  install(TARGETS gradlab_program COMPONENT program)
  if(TARGET gradlab_mpi)  # a component of its own: the Debian package of the command does not depend on MPI
    install(TARGETS gradlab_mpi LIBRARY DESTINATION lib/gradlab COMPONENT mpi)
  endif()
  install(FILES ${PROJECT_BINARY_DIR}/copyright DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/gradlab COMPONENT program)
  install(FILES ${pages}/gradlab.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
  install(FILES ${pages}/gradlab.bash DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/bash-completion/completions
          RENAME gradlab COMPONENT program)
  install(FILES ${pages}/gradlab.fish DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/fish/vendor_completions.d
          COMPONENT program)
  # Below /usr Debian's zsh looks into a folder of its own.
  install(CODE "
    set(folder site-functions)
    if(CMAKE_INSTALL_PREFIX STREQUAL \"/usr\")
      set(folder vendor-completions)
    endif()
    file(INSTALL ${pages}/_gradlab
         DESTINATION \${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATAROOTDIR}/zsh/\${folder})" COMPONENT program)

  # The Python package goes where the machine's python3 looks below the prefix. Debian's packages have one folder.
  install(CODE "
    set(place \${CMAKE_INSTALL_PREFIX}/lib/python3/dist-packages)
    if(NOT CMAKE_INSTALL_PREFIX STREQUAL \"/usr\")
      execute_process(COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/cmake/python_folder.py \${CMAKE_INSTALL_PREFIX}
                      OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
      if(found)
        set(place \${found})
      endif()
    endif()
    file(INSTALL ${CMAKE_CURRENT_SOURCE_DIR}/gradlab/languages/python_package/gradlab DESTINATION \${place}
         FILES_MATCHING PATTERN \"*.py\")" COMPONENT program)
endif()
