# DuckDB's shared library and C header, from DUCKDB_ROOT or .deps/duckdb (where tools/setup.sh puts
# them): the target duckdb::duckdb.
set(DUCKDB_ROOT "$ENV{DUCKDB_ROOT}" CACHE PATH "Folder with libduckdb.so and duckdb.h")
set(duckdb_places "${DUCKDB_ROOT}" "${CMAKE_SOURCE_DIR}/.deps/duckdb")
find_library(DuckDB_LIBRARY duckdb HINTS ${duckdb_places} PATH_SUFFIXES lib)
find_path(DuckDB_INCLUDE_DIR duckdb.h HINTS ${duckdb_places} PATH_SUFFIXES include)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(DuckDB REQUIRED_VARS DuckDB_LIBRARY DuckDB_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "Run tools/setup.sh, or set DUCKDB_ROOT.")
if(DuckDB_FOUND AND NOT TARGET duckdb::duckdb)
  add_library(duckdb::duckdb SHARED IMPORTED)
  set_target_properties(duckdb::duckdb PROPERTIES IMPORTED_LOCATION "${DuckDB_LIBRARY}" IMPORTED_NO_SONAME TRUE
                        INTERFACE_INCLUDE_DIRECTORIES "${DuckDB_INCLUDE_DIR}")
endif()
