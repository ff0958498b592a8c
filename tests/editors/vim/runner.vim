" Runs every function Test_... of $CASE and tells in the file $TOLD how each went; the last line is "all
" passed" when none failed.
set nocompatible hidden nomore noswapfile
let &runtimepath = $SOURCE . '/client/vim,' . &runtimepath
runtime plugin/quire.vim

" Waits until Holds(), ten seconds at most, while the editor takes what arrives. True when it held.
function! Until(Holds) abort
  let began = reltime()
  while !a:Holds()
    if reltimefloat(reltime(began)) > 10
      return 0
    endif
    sleep 2m
  endwhile
  return 1
endfunction

" The quickfix list that a command leads to.
function! ListOf(command) abort
  call setqflist([], 'f')
  execute a:command
  call assert_true(Until({-> !empty(getqflist())}), a:command . ' finds something')
  return getqflist()
endfunction

" What has been said since `messages clear`; long messages come in pieces.
function! Said() abort
  return substitute(execute('messages'), "\n", '', 'g')
endfunction

function! s:run(name) abort
  let v:errors = []
  silent! only!
  enew!
  messages clear
  try
    call call(a:name, [])
  catch
    call add(v:errors, v:throwpoint . ': ' . v:exception)
  endtry
  call writefile([(empty(v:errors) ? 'passed ' : 'FAILED ') . a:name] + map(v:errors, {_, text -> '  ' . text}),
        \ $TOLD, 'a')
  return len(v:errors)
endfunction

try
  source $CASE
  let s:names = sort(map(split(execute('function /^Test_'), "\n"), {_, line -> matchstr(line, 'Test_\w\+')}))
  let s:failures = empty(s:names)
  for s:name in s:names
    let s:failures += s:run(s:name)
  endfor
  call writefile([s:failures ? 'some failed' : 'all passed'], $TOLD, 'a')
catch
  call writefile([v:throwpoint . ': ' . v:exception], $TOLD, 'a')
finally
  qall!
endtry
