" The help says what there is, and what it shows can be done.

let s:lines = readfile($SOURCE . '/client/vim/doc/quire.txt')

function! s:tags(pattern) abort
  let tags = []
  for line in s:lines
    let tag = matchstr(line, '\*\zs' . a:pattern . '\ze\*')
    call extend(tags, empty(tag) ? [] : [tag])
  endfor
  return uniq(sort(tags))
endfunction

function! Test_every_command_is_documented_and_every_documented_one_exists() abort
  let defined = map(getcompletion('Quire', 'command'), {_, name -> ':' . name})
  call assert_equal(sort(defined), s:tags(':Quire\a*'))
endfunction

function! Test_every_mapping_is_documented_and_every_documented_one_exists() abort
  let defined = map(filter(split(execute('nmap'), "\n"), {_, line -> line =~# '<Plug>(Quire'}),
        \ {_, line -> matchstr(line, '<Plug>([^)]*)')})
  call assert_equal(uniq(sort(defined)), s:tags('<Plug>(Quire\a*)'))
endfunction

function! Test_every_setting_is_documented_with_its_default() abort
  for tag in s:tags('g:quire_[a-z_]\+')
    call assert_true(type(quire#setting(strpart(tag, 8))) >= 0, tag)
  endfor
  let defined = filter(readfile($SOURCE . '/client/vim/autoload/quire.vim'), {_, line -> line =~# "^      \\\\ '[a-z_]*': "})
  call assert_equal(len(defined), len(s:tags('g:quire_[a-z_]\+')))
endfunction

function! Test_every_highlight_group_is_documented() abort
  call quire#look#highlights()
  call assert_equal(sort(getcompletion('Quire', 'highlight')), s:tags('hl-Quire\a*')->map({_, tag -> strpart(tag, 3)}))
endfunction

" Example lines are indented in blocks that begin with > at the end of a line and end at one with <.
function! Test_every_example_can_be_run() abort
  let shown = 0
  let inside = 0
  for line in s:lines
    if inside && line =~# '^<\|^\S'
      let inside = 0
    elseif inside && line =~# '\S'
      let shown += 1
      execute substitute(trim(line), '^:', '', '')
    endif
    let inside = inside || line =~# '\%(^\|\s\)>$'
  endfor
  call assert_true(shown >= 10)
  call assert_true(Until({-> !empty(getqflist())}))
endfunction

" They are shipped, since nobody makes them where the plugin is installed; `helptags client/vim/doc` makes them anew.
function! Test_the_shipped_tags_are_those_of_the_help() abort
  let folder = s:copied()
  execute 'helptags' fnameescape(folder)
  call assert_equal(readfile(folder . '/tags'), readfile($SOURCE . '/client/vim/doc/tags'))
endfunction

function! Test_the_help_can_be_read() abort
  help :QuireLive
  call assert_equal('quire.txt', expand('%:t'))
  call assert_match('^:QuireLive', getline(line('.') + 1))
endfunction

" A test is not to write beside the help itself.
function! s:copied() abort
  call mkdir($HOME . '/vimfiles/doc', 'p')
  call writefile(s:lines, $HOME . '/vimfiles/doc/quire.txt')
  return $HOME . '/vimfiles/doc'
endfunction
