" How :QuireLive looks: where its windows lie and what stands in them.

" The narrowest screen on which the preview lies beside the list, and the lowest with a preview below it.
let s:wide = 100
let s:tall = 12

function! quire#look#highlights() abort
  highlight default link QuireNormal Normal
  highlight default link QuireBorder Comment
  highlight default link QuireMatch Search
  highlight default link QuireSelected PmenuSel
  highlight default link QuireTitle Title
  highlight default link QuireAbout Comment
  highlight default link QuireError ErrorMsg
  highlight default QuireRemoved term=reverse cterm=strikethrough ctermfg=Red gui=strikethrough guifg=#d02020
  highlight default QuireAdded term=underline cterm=bold ctermfg=DarkGreen gui=bold guifg=#109010
endfunction

" The windows for a screen of this size: {'list': ..., 'preview': ... or absent, 'top': first hit shown}.
function! quire#look#open() abort
  let height = max([3, &lines - &cmdheight - 3])
  let width = max([20, &columns - 2])
  if width >= s:wide
    let left = width * 45 / 100
    return {'top': 0, 'list': quire#window#open(1, 1, left, height),
          \ 'preview': quire#window#open(1, left + 3, width - left - 2, height)}
  elseif height >= s:tall
    let upper = height * 4 / 10
    return {'top': 0, 'list': quire#window#open(1, 1, width, upper),
          \ 'preview': quire#window#open(upper + 3, 1, width, height - upper - 2)}
  endif
  return {'top': 0, 'list': quire#window#open(1, 1, width, height)}
endfunction

function! quire#look#close(screen) abort
  for name in filter(['list', 'preview'], {_, name -> has_key(a:screen, name)})
    call quire#window#close(a:screen[name])
  endfor
endfunction

" How many characters of a text the preview holds, as far as the protocol gives them.
function! quire#look#room(screen) abort
  let preview = get(a:screen, 'preview', {})
  return empty(preview) ? 0 : min([2000, preview.width * max([0, preview.height - 4])])
endfunction

" Shows a state of live.vim.
function! quire#look#draw(screen, state) abort
  let hits = get(a:state.result, 'hits', [])
  let rows = s:status(a:state, a:screen.list.width)
  let room = a:screen.list.height - len(rows)
  let a:screen.top = max([0, min([a:screen.top, a:state.selected]), a:state.selected - room + 1])
  for index in range(a:screen.top, min([len(hits), a:screen.top + room]) - 1)
    call add(rows, s:entry(hits[index], a:screen.list.width, index == a:state.selected))
  endfor
  call quire#window#draw(a:screen.list, rows)
  if has_key(a:screen, 'preview')
    let selected = get(hits, a:state.selected, {})
    call quire#window#draw(a:screen.preview, empty(selected) ? [] : s:preview(selected, a:screen.preview))
  endif
endfunction

function! s:row(text, group) abort
  return {'text': a:text, 'marks': empty(a:group) ? [] : [[0, strlen(a:text), a:group]]}
endfunction

function! s:status(state, width) abort
  if !empty(a:state.error)
    return map(s:wrapped(a:state.error, a:width), {_, line -> s:row(line.text, 'QuireError')})
  endif
  let text = empty(a:state.result) ? '' : quire#results#count(a:state.result)
  return [s:row(quire#hits#cut(text, a:width), 'QuireAbout')]
endfunction

function! s:entry(hit, width, selected) abort
  let pointer = a:selected ? '> ' : '  '
  let text = pointer . strpart(a:hit.published, 0, 10) . ' ' . quire#hits#plain(a:hit.title)
  " Of a long title that is cut this still is seen.
  let standing = quire#hits#standing(a:hit)
  let standing = empty(standing) ? '' : ' (' . standing . ')'
  let text = quire#hits#cut(text, max([20, a:width - strdisplaywidth(standing)])) . standing
  let text = quire#hits#cut(text, a:width)
  let text .= repeat(' ', a:width - strdisplaywidth(text))
  return a:selected ? s:row(text, 'QuireSelected') : {'text': text, 'marks': [[2, 10, 'QuireAbout']]}
endfunction

function! s:preview(hit, window) abort
  let rows = []
  for line in s:wrapped(quire#hits#plain(a:hit.title), a:window.width)
    call add(rows, s:row(line.text, 'QuireTitle'))
  endfor
  let about = filter([strpart(a:hit.published, 0, 10), a:hit.source, a:hit.place, join(a:hit.authors, ', '),
        \ quire#hits#standing(a:hit)],
        \ {_, part -> !empty(part)})
  call add(rows, s:row(quire#hits#cut(join(about, '  '), a:window.width), 'QuireAbout'))
  let place = fnamemodify(a:hit.path, ':~') . ':' . a:hit.line
  call add(rows, s:row(quire#hits#cut(place, a:window.width), 'QuireAbout'))
  call add(rows, s:row('', ''))
  let text = a:hit.snippet.text
  let marks = quire#hits#bytes(text, a:hit.snippet.highlights)
  for line in s:wrapped(text, a:window.width)
    call add(rows, {'text': line.text, 'marks': s:marks_within(marks, line)})
  endfor
  return rows
endfunction

" The text in lines of at most `width` columns, broken between words where there are any: {'text', 'start'}
" with the byte of the text where each begins.
function! s:wrapped(text, width) abort
  let lines = []
  let start = 0
  for paragraph in split(a:text, "\n", 1)
    let rest = substitute(paragraph, '[[:cntrl:]]', ' ', 'g')
    while strdisplaywidth(rest) > a:width
      let fits = quire#hits#cut(rest, a:width + 1)
      let fits = strcharpart(fits, 0, strchars(fits) - 1)
      let word = strlen(matchstr(fits, '^.*\s'))
      let length = word > 0 ? word : strlen(fits)
      call add(lines, {'text': strpart(rest, 0, length), 'start': start})
      let start += length
      let rest = strpart(rest, length)
    endwhile
    call add(lines, {'text': rest, 'start': start})
    let start += strlen(rest) + 1
  endfor
  return lines
endfunction

" The parts of the marks that fall on one line of a wrapped text.
function! s:marks_within(marks, line) abort
  let found = []
  for [byte, bytes] in a:marks
    let first = max([byte - a:line.start, 0])
    let behind = min([byte + bytes - a:line.start, strlen(a:line.text)])
    if behind > first
      call add(found, [first, behind - first, 'QuireMatch'])
    endif
  endfor
  return found
endfunction
