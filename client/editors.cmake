# The editors' plugins, by folder: whatever is in them is installed. They go where Debian's Vim, Neovim and Emacs look;
# for Vim and Neovim as a package that is loaded at the start.
set(not_for_users PATTERN "test*" EXCLUDE PATTERN "CMakeLists.txt" EXCLUDE PATTERN "*.elc" EXCLUDE PATTERN "README*" EXCLUDE)
if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/vim)
  foreach(editor vim/vimfiles nvim/site)
    install(DIRECTORY vim/ DESTINATION ${CMAKE_INSTALL_DATADIR}/${editor}/pack/quire/start/quire
            COMPONENT editors ${not_for_users})
  endforeach()
endif()
if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/emacs)
  install(DIRECTORY emacs/ DESTINATION ${CMAKE_INSTALL_DATADIR}/emacs/site-lisp/quire
          COMPONENT editors ${not_for_users})
endif()
