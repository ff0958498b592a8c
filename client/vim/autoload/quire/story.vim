" :QuireStory and :QuireDiff: the versions of an article, and what changed from one to the next.

function! quire#story#list() abort
  let article = quire#article()
  if !empty(article)
    call quire#client#ask('story', article.params, function('s:listed', [article.name, win_getid()]))
  endif
endfunction

" What changed to the article from the version before it.
function! quire#story#diff() abort
  let article = quire#article()
  if !empty(article)
    call quire#client#ask('diff', article.params, function('s:compared', [win_getid()]))
  endif
endfunction

function! s:listed(name, window, result) abort
  if a:result.total < 2
    call quire#message#info('there is no other version of ' . a:name)
    return
  endif
  call quire#results#list('QuireStory ' . a:name, a:window, a:result.versions)
  let publishers = map(copy(a:result.publishers), {_, one -> one.value . ' ' . one.count})
  let shown = len(a:result.versions)
  call quire#message#info(a:result.total . ' versions' . (shown < a:result.total ? ', ' . shown . ' shown' : '')
        \ . (empty(publishers) ? '' : ': ' . join(publishers, ', ')))
endfunction

" The cursor goes to what is shown unless something has happened in the window that it was asked from.
function! s:compared(window, result) abort
  let here = win_getid()
  let stays = quire#results#is_busy(a:window)
  call quire#look#highlights()
  call s:open()
  call quire#window#fill(bufnr(), s:head('-', a:result.older, 'QuireRemoved')
        \ + s:head('+', a:result.newer, 'QuireAdded') + s:blank()
        \ + s:rows(a:result.title) + s:blank() + s:rows(a:result.text))
  setlocal nomodifiable
  let b:quire_hit = a:result.newer
  call cursor(1, 1)
  if stays
    call win_gotoid(here)
  endif
endfunction

" Goes to the window of differences, empty; above the others when there is none.
function! s:open() abort
  let window = bufwinid('^quire://diff$')
  if window >= 0
    call win_gotoid(window)
  else
    topleft new
    setlocal buftype=nofile bufhidden=wipe noswapfile nobuflisted wrap linebreak
    silent file quire://diff
    nnoremap <buffer> <silent> <nowait> q <Cmd>close<CR>
  endif
  setlocal modifiable
endfunction

function! s:blank() abort
  return [{'text': '', 'marks': []}]
endfunction

function! s:head(sign, article, group) abort
  let about = [substitute(strpart(a:article.published, 0, 16), 'T', ' ', ''), a:article.source,
        \ fnamemodify(a:article.path, ':~')]
  let known = map(filter(about, {_, part -> !empty(part)}), {_, part -> quire#hits#plain(part)})
  let text = a:sign . ' ' . join(known, '  ')
  return [{'text': text, 'marks': [[0, strlen(text), a:group]]}]
endfunction

" The parts of a text, one behind the other, in rows as window.vim has them.
function! s:rows(parts) abort
  let groups = {'removed': 'QuireRemoved', 'added': 'QuireAdded'}
  let rows = s:blank()
  for part in a:parts
    let lines = split(part.text, "\n", 1)
    for index in range(len(lines))
      call extend(rows, index > 0 ? s:blank() : [])
      let text = substitute(lines[index], '[[:cntrl:]]', ' ', 'g')
      if has_key(groups, part.change) && !empty(text)
        call add(rows[-1].marks, [strlen(rows[-1].text), strlen(text), groups[part.change]])
      endif
      let rows[-1].text .= text
    endfor
  endfor
  return rows
endfunction
