" The commands and mappings of Quire, for Vim 9.0 and Neovim 0.7 or later. See :help quire.
if exists('g:loaded_quire')
  finish
endif
let g:loaded_quire = 1

if !has('nvim-0.7')
      \ && !(has('patch-9.0.0') && has('channel') && has('timers') && has('popupwin') && has('textprop'))
  command! -nargs=* Quire echoerr 'quire: Vim 9.0 with +channel, +timers, +popupwin and +textprop is needed'
  finish
endif

command! -nargs=+ -complete=customlist,quire#complete#command Quire call quire#search(<q-args>)
command! -nargs=* -complete=customlist,quire#complete#command QuireLive call quire#live#start(<q-args>)
command! -nargs=0 QuireSimilar call quire#similar()
command! -nargs=0 QuireStory call quire#story#list()
command! -nargs=0 QuireDiff call quire#story#diff()
command! -nargs=0 -range QuireWord call quire#word(<range>)
command! -nargs=0 QuireCite call quire#cite#insert()
command! -nargs=+ -complete=customlist,quire#complete#command QuireWatch call quire#watch#start(<q-args>)
command! -nargs=* -complete=customlist,quire#watch#complete QuireUnwatch call quire#watch#stop(<q-args>)
command! -nargs=0 QuireHealth call quire#health#show()

nnoremap <silent> <Plug>(QuireWord) <Cmd>QuireWord<CR>
xnoremap <silent> <Plug>(QuireWord) :QuireWord<CR>
nnoremap <silent> <Plug>(QuireLive) <Cmd>QuireLive<CR>
nnoremap <silent> <Plug>(QuireSimilar) <Cmd>QuireSimilar<CR>
nnoremap <silent> <Plug>(QuireStory) <Cmd>QuireStory<CR>
nnoremap <silent> <Plug>(QuireDiff) <Cmd>QuireDiff<CR>
nnoremap <silent> <Plug>(QuireCite) <Cmd>QuireCite<CR>
