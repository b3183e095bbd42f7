" The server in Vim with ALE, configured as the book shows it. Each step adds a line to a file, and one that fails
" says what it saw. Vim ends with 1 if one did.
set nomore

let s:patience = 10.0
let s:failed = 0

function! s:Say(text) abort
  call writefile([a:text], $RESULT, 'a')
endfunction

function! s:Step(name, try) abort
  try
    call a:try()
    call s:Say('    ok   ' . a:name)
  catch
    let s:failed = 1
    call s:Say('    FAIL ' . a:name)
    call s:Say('         ' . v:exception)
  endtry
endfunction

" Waits until something holds.
function! s:Eventually(look, wanted) abort
  let l:begun = reltime()
  while a:look() !=# a:wanted
    if reltimefloat(reltime(l:begun)) > s:patience
      throw 'wanted ' . string(a:wanted) . ', saw ' . string(a:look())
    endif
    sleep 20m
  endwhile
endfunction

" What is shown: line and column from 1, the code, the message in one line.
function! s:Shown() abort
  return map(copy(ale#engine#GetLoclist(bufnr(''))),
  \   {_, it -> it.lnum . ':' . it.col . ' ' . it.type . ' ' . get(it, 'code', '') . ' ' . it.text})
endfunction

function! s:Text() abort
  return getline(1, '$')
endfunction

function! s:Place() abort
  return expand('%:t') . ':' . line('.') . ':' . col('.')
endfunction

function! s:Open(lines) abort
  execute 'edit! ' . $PROJECT . '/prefect.yaml'
  call setline(1, a:lines)
  call ale#Queue(0)
endfunction

let s:good = readfile($PROJECT . '/prefect.yaml')
let s:broken = map(copy(s:good), {at, it -> at == 6 ? substitute(it, 'entrypoint', 'entrypont', '') : it})
let s:findings = ['7:5 E PF101 there is no key `entrypont` in a deployment '
\   . 'Prefect ignores it and says nothing help: did you mean `entrypoint`?']

function! s:Findings() abort
  call s:Open(s:broken)
  call s:Eventually(function('s:Shown'), s:findings)
  call s:Open(s:good)
  call s:Eventually(function('s:Shown'), [])
endfunction

function! s:Definition() abort
  call s:Open(s:good)
  call s:Eventually(function('s:Shown'), [])
  call search('\*pool')
  normal! l
  ALEGoToDefinition
  call s:Eventually(function('s:Place'), 'prefect.yaml:9:16')
endfunction

function! s:Rename() abort
  call s:Open(s:good)
  call s:Eventually(function('s:Shown'), [])
  call search('id: sha')
  normal! 4l
  call feedkeys(":ALERename\<CR>\<C-U>commit\<CR>", 'x')
  let l:renamed = map(copy(s:good), {_, it -> substitute(it, '\<sha\>', 'commit', '')})
  call s:Eventually(function('s:Text'), l:renamed)
endfunction

function! s:Mend() abort
  call s:Open(s:broken)
  call s:Eventually(function('s:Shown'), s:findings)
  ALEFix
  call s:Eventually(function('s:Text'), s:good)
endfunction

call s:Step('findings are where they belong, and go when they are mended', function('s:Findings'))
call s:Step('an alias leads to its anchor', function('s:Definition'))
call s:Step('a step is renamed with all its mentions', function('s:Rename'))
call s:Step('ALEFix mends', function('s:Mend'))

execute s:failed ? 'cquit!' : 'qall!'
