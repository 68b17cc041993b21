# make install, make package: the program with DuckDB beside it, its manual page, completions for shells, the bill of
# materials. Manual and completions are what the program says of itself (cli/describe.cpp).
include(GNUInstallDirs)
set(described "${CMAKE_CURRENT_BINARY_DIR}/described")
add_custom_command(OUTPUT "${described}/dragoman.1" "${described}/dragoman" "${described}/_dragoman" "${described}/sbom.cdx.json"
  COMMAND ${CMAKE_COMMAND} -E make_directory "${described}"
  COMMAND dragoman describe man > "${described}/dragoman.1"
  COMMAND dragoman describe bash > "${described}/dragoman"
  COMMAND dragoman describe zsh > "${described}/_dragoman"
  COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/tools/sbom.py" > "${described}/sbom.cdx.json"
  DEPENDS dragoman tools/sbom.py tools/setup.sh docs/dependencies.md COMMENT "Describing the program")
add_custom_target(dragoman_described ALL DEPENDS "${described}/dragoman.1")

# What is installed finds DuckDB beside itself; what is built finds it where setup put it.
set_target_properties(dragoman PROPERTIES INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}/dragoman")
install(TARGETS dragoman RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES "${DuckDB_LIBRARY}" DESTINATION ${CMAKE_INSTALL_LIBDIR}/dragoman)
install(FILES "${described}/dragoman.1" DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES "${described}/dragoman" DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES "${described}/_dragoman" DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES README.md CHANGELOG.md SECURITY.md "${described}/sbom.cdx.json" DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR "TGZ;DEB")
set(CPACK_PACKAGE_CONTACT "The Dragoman project")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Reads news and keeps the record: who said what, who did what to whom")
set(CPACK_PACKAGE_FILE_NAME "dragoman-${PROJECT_VERSION}-${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
# What of Debian it needs is read off the program; DuckDB comes along.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
get_filename_component(duckdb_folder "${DuckDB_LIBRARY}" DIRECTORY)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${duckdb_folder}")
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # tests are not packed
include(CPack)
